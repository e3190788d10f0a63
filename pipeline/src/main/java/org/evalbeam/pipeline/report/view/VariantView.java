package org.evalbeam.pipeline.report.view;

import java.util.List;

/**
 * One variant and what it is made of.
 *
 * @param variant its name
 * @param facts its parameters, in short
 * @param prompts its prompts, which may be long
 */
public record VariantView(String variant, List<Fact> facts, List<Fact> prompts) {}
