namespace Kit.Expressions;

/// <summary>How a name is written in a formula and in generated code. <c>#1</c> stands for the slot.</summary>
/// <param name="Unicode">For a hover, a console, a notebook: <c>log π(#1)</c>.</param>
/// <param name="Latex">For a paper: <c>\log \pi(#1)</c>.</param>
/// <param name="Code">A Python identifier; the slot is appended: <c>policy_logp</c>.</param>
public sealed record Symbol(string Unicode, string Latex, string Code)
{
    /// <summary>A symbol that is written the same everywhere.</summary>
    public Symbol(string name) : this(name, name, name) { }
}
