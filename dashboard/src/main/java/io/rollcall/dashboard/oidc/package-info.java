/**
 * The protocol by which a provider of OpenID Connect says who somebody is: authorization code with PKCE. Knows the settings
 * and the provider, and nothing of routes, cookies and sessions.
 */
package io.rollcall.dashboard.oidc;
