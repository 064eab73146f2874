using System.CommandLine;

namespace Experiments;

/// <summary>Options that the way a script goes does not read.</summary>
public static class Unread
{
    /// <summary>Refuses those that were given, by name.</summary>
    /// <param name="told">The command line.</param>
    /// <param name="options">Unread ones.</param>
    /// <param name="expected">What would be right, what was got, and what to do.</param>
    public static void Refuse(ParseResult told, IEnumerable<Option> options, string expected)
    {
        string[] given = [.. options.Where(one => told.GetResult(one) is { Implicit: false }).Select(one => one.Name)];
        if (given.Length > 0) throw new ArgumentException($"{string.Join(", ", given)}: expected {expected}.");
    }
}
