package chosao.search.index;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * A {@link Card} as a document keeps it: one value of bytes, its JSON, which goes over the wire in
 * base64. So Elasticsearch finds it by the number of the document alone, where for a part of a
 * source it would unpack that source, read it and write the part anew.
 */
public final class PackedCard {

    private PackedCard() {}

    /** Packs. */
    static final class Packer extends JsonSerializer<Card> {

        @Override
        public void serialize(Card card, JsonGenerator document, SerializerProvider provider)
                throws IOException {
            var bytes = new ByteArrayOutputStream();
            var codec = document.getCodec();
            try (var packed = codec.getFactory().createGenerator(bytes)) {
                codec.writeValue(packed, card);
            }
            document.writeBinary(bytes.toByteArray());
        }
    }

    /** Unpacks. */
    public static final class Unpacker extends JsonDeserializer<Card> {

        @Override
        public Card deserialize(JsonParser found, DeserializationContext context)
                throws IOException {
            var codec = found.getCodec();
            try (var packed = codec.getFactory().createParser(found.getBinaryValue())) {
                return codec.readValue(packed, Card.class);
            }
        }
    }
}
