package chosao.catalog;

/**
 * How long the texts may be that people write, in UTF-16 code units: as long as columns or less.
 */
public final class TextLength {

    public static final int NAME = 200;

    public static final int LINE = 500;

    public static final int DESCRIPTION = 10_000;

    private TextLength() {}
}
