namespace TorchSharp.Tests;

/// <summary>Names of members that this class checks in its own way rather than by the table of operators.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class CoversAttribute(params string[] names) : Attribute
{
    public string[] Names => names;
}
