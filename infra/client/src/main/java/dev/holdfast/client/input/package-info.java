/** What users give: registrations, files, durations; read strictly, so that nothing is lost or guessed. */
@NullMarked
package dev.holdfast.client.input;

import org.jspecify.annotations.NullMarked;
