package io.bankfeed.security;

import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who sent a request, as far as it was proved: known once the keys were looked at, and not at all where none are asked
 * for. Immutable.
 *
 * @param name of the key or the token's subject; no secret
 */
public record Caller(String name, Set<Role> roles) {

    private static final String KEY = Caller.class.getName();

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** The caller of a request, or null if it proved nothing. */
    public static @Nullable Caller of(RoutingContext context) {
        return context.get(KEY);
    }

    /** Makes this the caller of a request. */
    void enter(RoutingContext context) {
        context.put(KEY, this);
    }

    /** This caller, who may only read. */
    Caller asReader() {
        return new Caller(name, Set.of(Role.READER));
    }

    boolean may(Role role) {
        return roles.contains(role) || roles.contains(Role.OPERATOR);
    }
}
