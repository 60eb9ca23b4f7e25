package faultline.cli;

/** A failure that the user can understand and act on; its message is the whole story. Exit code 1. */
public final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UserException(String message) {
        super(message);
    }

    public UserException(String message, Throwable cause) {
        super(message, cause);
    }
}
