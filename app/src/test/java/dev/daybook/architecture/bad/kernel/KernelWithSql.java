package dev.daybook.architecture.bad.kernel;

final class KernelWithSql {
  java.sql.Connection connection;
}
