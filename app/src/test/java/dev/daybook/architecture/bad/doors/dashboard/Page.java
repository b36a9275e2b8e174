package dev.daybook.architecture.bad.doors.dashboard;

public final class Page {}
