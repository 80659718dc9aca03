package chosao.catalog.edit;

import jakarta.inject.Singleton;
import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.UnwrapByDefault;
import jakarta.validation.valueextraction.ValueExtractor;

/** Has constraints judge what a change gives, and nothing that it leaves out. */
@Singleton
@UnwrapByDefault
final class GivenValue implements ValueExtractor<Edit<@ExtractedValue ?>> {

    @Override
    public void extractValues(Edit<?> edit, ValueReceiver receiver) {
        if (edit instanceof Edit.Given<?>(var value)) {
            receiver.value(null, value);
        }
    }
}
