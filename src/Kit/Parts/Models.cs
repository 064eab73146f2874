namespace Kit.Parts;

/// <summary>Which models a weight is applied to.</summary>
public enum Models
{
    /// <summary>The policy and its reference.</summary>
    Both,

    /// <summary>The policy alone; the reference counts every token alike.</summary>
    Policy,
}
