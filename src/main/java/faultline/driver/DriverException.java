package faultline.driver;

import java.io.Serial;

/** A host, a hypervisor or a tool that did not do what was asked, with what it said. */
public final class DriverException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public DriverException(String message) {
        super(message);
    }

    public DriverException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
