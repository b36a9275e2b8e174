copy ${schema}.tag (position, tag) from stdin (format binary)
