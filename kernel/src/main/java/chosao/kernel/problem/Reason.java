package chosao.kernel.problem;

import java.util.List;

/**
 * Why a field or parameter is at fault.
 *
 * @param key under which the words stand in the service's bundle or the kernel's
 * @param arguments fill the words' placeholders
 */
record Reason(String key, List<Object> arguments) {

    static Reason of(String key, Object... arguments) {
        return new Reason(key, List.of(arguments));
    }
}
