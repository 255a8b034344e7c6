/** Who may ask: roles, API keys and tokens, what each address needs, how often it may be asked, and the record of changes. */
@NullMarked
package dev.geofix.security;

import org.jspecify.annotations.NullMarked;
