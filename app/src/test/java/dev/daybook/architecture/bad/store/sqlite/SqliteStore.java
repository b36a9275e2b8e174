package dev.daybook.architecture.bad.store.sqlite;

public final class SqliteStore {}
