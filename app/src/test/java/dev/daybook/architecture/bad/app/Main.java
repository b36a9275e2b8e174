package dev.daybook.architecture.bad.app;

public final class Main {}
