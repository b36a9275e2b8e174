package dev.daybook.doors.cli;

/** The exit codes of the command line. They never change. */
public enum Exit {
  OK(0, "done"),
  FAULT(1, "a fault of Daybook or of the machine"),
  REFUSED(2, "refused by the rules of the domain"),
  CONFLICT(3, "somebody else was faster: version conflict"),
  BAD_INPUT(4, "bad input"),
  NOT_FOUND(5, "there is no such thing"),
  NO_ACCESS(6, "no access: token missing, revoked or without the right"),
  AWAY(7, "store or server cannot be reached");

  private final int code;
  private final String meaning;

  Exit(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }

  /** The exit code of an HTTP status; {@code code} is the problem's stable code. */
  static Exit of(int status, String code) {
    return switch (status) {
      case 400, 405, 406, 411, 413, 414, 415, 428, 431 -> BAD_INPUT;
      case 401, 403 -> NO_ACCESS;
      case 404, 410 -> NOT_FOUND;
      case 409 -> REFUSED;
      case 412 -> CONFLICT;
      case 422 ->
          code.startsWith("idempotency") || code.startsWith("key_reused") ? BAD_INPUT : REFUSED;
      case 429, 502, 503, 504 -> AWAY;
      default -> status < 400 ? OK : FAULT;
    };
  }
}
