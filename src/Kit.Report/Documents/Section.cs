namespace Kit.Report;

/// <summary>A part of a document under a heading.</summary>
public sealed record Section(string Heading, Sequence<Block> Blocks);
