using Kit.Composition;

namespace Kit;

/// <summary>Objectives as text.</summary>
public sealed partial record Objective
{
    /// <summary>The objective of a name (<see cref="Papers.Named"/>: <c>simpo</c>), of a composition as
    /// <see cref="ToCode"/> writes it (<c>Dpo.With(LengthNorm) + 0.01 * TokenKL</c>), or of a formula
    /// (<see cref="Papers.Read"/>), whose one term is then <c>loss</c>.</summary>
    /// <remarks>A composition is of the words of <see cref="Papers"/> alone, with numbers for arguments: nothing else
    /// of C# is read, and nothing is compiled.</remarks>
    /// <exception cref="FormatException">It is none of them; both readings' faults are named.</exception>
    /// <exception cref="ArgumentException">The composition is read and refused.</exception>
    public static Objective Parse(string text)
    {
        if (Papers.Names.Contains(text)) return Papers.Named(text);
        try
        {
            return new CodeReader(text).Read();
        }
        catch (FormatException composition)
        {
            return Formula(text, composition);
        }
    }

    private static Objective Formula(string text, FormatException composition)
    {
        try
        {
            return new(Papers.Term("loss", Papers.Read(text)));
        }
        catch (FormatException formula)
        {
            throw new FormatException($"{composition.Message} As a formula: {formula.Message}", formula);
        }
    }
}
