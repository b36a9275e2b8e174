package dev.daybook.architecture.bad.projects.views;

final class ViewOnJdbc {
  java.sql.Connection connection;
}
