namespace Kit.Explanations;

/// <summary>Which part of an answer a token belongs to.</summary>
public enum Stretch
{
    /// <summary>Inside a marked span.</summary>
    Marked,

    /// <summary>Outside; every token where no spans are given.</summary>
    Unmarked,
}
