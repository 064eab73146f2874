namespace Kit.Pipelines.Alignment;

/// <summary>Where the marked spans of a file's answers come from.</summary>
public enum SpanSource
{
    /// <summary>The file, <c>&lt;MASK&gt;</c> tags or a field of their own.</summary>
    File,

    /// <summary>Words that differ between the two answers (<see cref="Pairs.Difference"/>), whatever the file marks.
    /// </summary>
    Difference,
}
