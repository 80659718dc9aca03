package chosao.catalog;

/** What people may write into a field of text. */
public final class PlainText {

    /**
     * Anything but control characters other than tab and line ends, and halves of surrogate pairs:
     * PostgreSQL cannot store U+0000, and the others only serve to mislead who reads it.
     */
    public static final String PATTERN = "[^\\p{Cs}\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F-\\x9F]*";

    /** Told where a text does not fit the pattern; a key of the kernel's and our bundles. */
    public static final String MESSAGE = "must not hold control characters";

    public static final int NAME_LENGTH = 200;

    public static final int LINE_LENGTH = 500;

    public static final int DESCRIPTION_LENGTH = 10_000;

    private PlainText() {}
}
