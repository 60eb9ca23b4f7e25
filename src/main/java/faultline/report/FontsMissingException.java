package faultline.report;

/** No text can be drawn on this machine; its message is one line that says what to install. */
public final class FontsMissingException extends Exception {
    private static final long serialVersionUID = 1L;

    FontsMissingException(Throwable cause) {
        super("charts need fonts: install the Debian packages fontconfig, libfreetype6 and fonts-dejavu-core", cause);
    }
}
