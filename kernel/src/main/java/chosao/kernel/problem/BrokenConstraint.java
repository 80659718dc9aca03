package chosao.kernel.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Negative;
import jakarta.validation.constraints.NegativeOrZero;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

/** Says in our own words, which are of two languages, what Bean Validation found. */
final class BrokenConstraint {

    /** How a constraint names its message when its author chose none. */
    private static final String DEFAULT_MESSAGE = "{jakarta.validation.constraints.";

    private BrokenConstraint() {}

    static Reason reason(ConstraintViolation<?> violation) {
        var message = violation.getMessageTemplate();
        if (!message.startsWith(DEFAULT_MESSAGE)) {
            return Reason.of(message);
        }
        return switch (violation.getConstraintDescriptor().getAnnotation()) {
            case NotNull _ -> Reason.of("field.missing");
            case NotBlank _ -> Reason.of("field.blank");
            case NotEmpty _ -> Reason.of("field.empty");
            case Size size -> size(size);
            case Min least -> Reason.of("field.too-small", least.value());
            case Max most -> Reason.of("field.too-large", most.value());
            case DecimalMin least ->
                    Reason.of(
                            least.inclusive() ? "field.too-small" : "field.not-above",
                            least.value());
            case DecimalMax most ->
                    Reason.of(
                            most.inclusive() ? "field.too-large" : "field.not-below", most.value());
            case Positive _ -> Reason.of("field.not-above", 0);
            case PositiveOrZero _ -> Reason.of("field.too-small", 0);
            case Negative _ -> Reason.of("field.not-below", 0);
            case NegativeOrZero _ -> Reason.of("field.too-large", 0);
            case Digits digits -> Reason.of("field.digits", digits.integer(), digits.fraction());
            case Email _ -> Reason.of("field.email");
            case Pattern _ -> Reason.of("field.pattern");
            default -> Reason.of("field.invalid");
        };
    }

    private static Reason size(Size size) {
        if (size.max() == Integer.MAX_VALUE) {
            return Reason.of("field.too-short", size.min());
        }
        return size.min() == 0
                ? Reason.of("field.too-long", size.max())
                : Reason.of("field.length", size.min(), size.max());
    }
}
