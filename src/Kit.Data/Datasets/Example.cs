using Kit.Pairs;

namespace Kit.Data.Datasets;

/// <summary>One record of a training file, whatever its format.</summary>
[TypeFormatterSource]
public abstract record Example
{
    private Example(string id, Prompt prompt, Sequence<Field> rest) => (Id, Prompt, Rest) = (id, prompt, rest);

    /// <summary>The record's own id, or <c>#n</c> by its place in the file.</summary>
    public string Id { get; }

    /// <summary>Whether an id is a record's place in its file, which its file does not hold.</summary>
    internal static bool IsPlace(string id) =>
        id.Length > 1 && id[0] == '#' && id.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;

    public Prompt Prompt { get; }

    /// <summary>Fields that the kit does not read, written back as they were.</summary>
    public Sequence<Field> Rest { get; }

    /// <summary>An answer that is preferred to one or more others.</summary>
    public sealed record Preferred : Example
    {
        /// <param name="id">The record's id.</param>
        /// <param name="prompt">Shared by all answers.</param>
        /// <param name="chosen">y_w.</param>
        /// <param name="rejected">y_l, the worst last where the file ranks them; one at least.</param>
        /// <param name="rejectedMedia">The clip of the rejected answers where it differs, else none.</param>
        /// <param name="grades">What a judge gave, or null.</param>
        /// <param name="rest">Fields that are kept unread.</param>
        public Preferred(
            string id, Prompt prompt, Answer chosen, Sequence<Answer> rejected, Sequence<Media> rejectedMedia,
            Grades? grades, Sequence<Field> rest) : base(id, prompt, rest) =>
            (Chosen, Rejected, RejectedMedia, Grades) = (chosen, AtLeastOne(rejected), rejectedMedia, grades);

        public Answer Chosen { get; }

        public Sequence<Answer> Rejected { get; }

        public Sequence<Media> RejectedMedia { get; }

        public Grades? Grades { get; }

        /// <summary>One pair a rejected answer; the second and later ones have <c>[k]</c> behind their id.</summary>
        /// <param name="clip">The clip's identity, which splits and clusters follow.</param>
        public Sequence<Pair> ToPairs(string clip) =>
            [.. Rejected.Select((answer, k) => new Pair(Numbered(k), clip, Prompt.Question, Chosen, answer))];

        private string Numbered(int k) => k == 0 ? Id : FormattableString.Invariant($"{Id}[{k}]");

        private static Sequence<Answer> AtLeastOne(Sequence<Answer> answers) => answers.Count > 0
            ? answers
            : throw new ArgumentException("rejected: expected one answer or more, got none. Drop the record.");
    }

    /// <summary>An answer with a thumb up or down, without a partner.</summary>
    public sealed record Labelled : Example
    {
        public Labelled(string id, Prompt prompt, Answer answer, Label label, Sequence<Field> rest)
            : base(id, prompt, rest) => (Answer, Label) = (answer, label);

        public Answer Answer { get; }

        public Label Label { get; }
    }

    /// <summary>An answer to imitate.</summary>
    public sealed record Demonstrated : Example
    {
        public Demonstrated(string id, Prompt prompt, Answer answer, Sequence<Field> rest)
            : base(id, prompt, rest) => Answer = answer;

        public Answer Answer { get; }
    }

    /// <summary>A question for the model to answer itself.</summary>
    public sealed record Asked : Example
    {
        public Asked(string id, Prompt prompt, Sequence<Field> rest) : base(id, prompt, rest) { }
    }
}
