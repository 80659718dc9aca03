package chosao.kernel.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A route that does not rely on what the token says alone: whether the session goes on and its
 * roles are still granted is asked at each request. For certificates, money and roles, where a
 * withdrawal must count at once and not when the token runs out.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequiresActiveToken {}
