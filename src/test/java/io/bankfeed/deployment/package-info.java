/** Checks the package, the Kubernetes manifests and the Dockerfiles against the service. */
@NullMarked
package io.bankfeed.deployment;

import org.jspecify.annotations.NullMarked;
