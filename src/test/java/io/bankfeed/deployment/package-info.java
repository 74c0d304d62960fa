/** Holds the manifests of Kubernetes and the descriptions of images against the service that they run. */
@NullMarked
package io.bankfeed.deployment;

import org.jspecify.annotations.NullMarked;
