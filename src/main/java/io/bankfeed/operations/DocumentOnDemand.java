package io.bankfeed.operations;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension;
import jakarta.enterprise.inject.build.compatible.spi.ClassConfig;
import jakarta.enterprise.inject.build.compatible.spi.Enhancement;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Quarkus from preparing its OpenAPI document at every start: it would parse the stored document, and write it
 * again as JSON and YAML, which is a third of the start of a native executable. {@link OpenApiDocument} serves the
 * document instead. The build runs this extension.
 */
public class DocumentOnDemand implements BuildCompatibleExtension {

    /**
     * Binds the interceptor. Its binding is one of CDI, which does nothing here, because in dev mode and tests the
     * class loader of the service does not see annotations of this application.
     */
    @Enhancement(types = OpenApiDocumentService.class)
    public void bind(ClassConfig service) {
        service.addAnnotation(ActivateRequestContext.class);
    }

    @ActivateRequestContext
    @Interceptor
    @Priority(Interceptor.Priority.APPLICATION)
    static class SkipPreparation {

        @AroundInvoke
        @Nullable
        Object invoke(InvocationContext call) throws Exception {
            boolean prepares = call.getMethod().getDeclaringClass() == OpenApiDocumentService.class
                    && call.getMethod().getName().equals("prepareDocument");
            return prepares ? null : call.proceed();
        }
    }
}
