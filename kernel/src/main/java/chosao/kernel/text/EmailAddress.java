package chosao.kernel.text;

/** What a message could be sent to; whether it arrives is not for a pattern to say. */
public final class EmailAddress {

    /** RFC 5321 section 4.5.3.1.3: 256 octets of a path, two of which are brackets. */
    public static final int MAX_LENGTH = 254;

    /** A mailbox at a domain of two labels or more. */
    public static final String PATTERN =
            "[^@\\s\\p{Cc}]{1,64}@[^@\\s\\p{Cc}.]+(\\.[^@\\s\\p{Cc}.]+)+";

    private EmailAddress() {}
}
