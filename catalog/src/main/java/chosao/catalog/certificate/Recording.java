package chosao.catalog.certificate;

/** What became of an attempt to record a decision. */
public sealed interface Recording {

    /** It is recorded, and what it overlapped ends on the day before it begins. */
    record Recorded() implements Recording {}

    /** It is not: a decision of the same day or of a later one has some of its days. */
    record Conflicting(Certificate recorded) implements Recording {}
}
