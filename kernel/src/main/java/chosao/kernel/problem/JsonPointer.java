package chosao.kernel.problem;

/** Writes a pointer into a body step by step (RFC 6901). Not thread-safe. */
final class JsonPointer {

    private final StringBuilder text = new StringBuilder();

    JsonPointer item(int index) {
        text.append('/').append(index);
        return this;
    }

    JsonPointer member(String name) {
        text.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
