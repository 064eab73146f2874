using Kit.Evaluate.Scoring;

namespace Kit.Evaluate.Benchmarks;

/// <summary>What an official inference script does to an answer before it writes it; scores depend on it.</summary>
public abstract record Storing
{
    private Storing()
    {
    }

    /// <summary>The answer as the file keeps it.</summary>
    public abstract string Apply(string answer);

    /// <summary>The rule in one line.</summary>
    public abstract string Name { get; }

    public sealed override string ToString() => Name;

    /// <summary>Unchanged.</summary>
    public sealed record AsIs : Storing
    {
        public override string Name => "as written";

        public override string Apply(string answer) => answer;
    }

    /// <summary>RRPO's LLaVA-Video path: an answer that is exactly one capital letter becomes "(X)".</summary>
    /// <remarks>Quirk, kept: TempCompass' rule does not recognise "(X)", so nearly everything goes to the
    /// judge.</remarks>
    public sealed record LetterInBrackets : Storing
    {
        public override string Name => "a bare capital letter in brackets";

        public override string Apply(string answer) =>
            answer is [>= 'A' and <= 'Z'] ? $"({answer})" : answer;
    }

    /// <summary>RRPO's VideoChat2 path: "(" and the first line of the trimmed answer, since the prompt ends in
    /// "(".</summary>
    /// <remarks>Quirk, kept: "42 %⏎(B)" loses its letter.</remarks>
    public sealed record BracketAndFirstLine : Storing
    {
        public override string Name => "( and the first line";

        public override string Apply(string answer) => $"({PythonText.Split(PythonText.Strip(answer), "\n")[0]}";
    }
}
