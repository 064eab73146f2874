namespace Kit.Data.Tokens.Bpe;

/// <summary>Tokens as the model's file writes them ↔ ids; added tokens apart, since words are never merged into them.
/// </summary>
internal sealed class Vocabulary
{
    /// <summary>Ids above this are no vocabulary but a damaged file.</summary>
    public const int Limit = 1 << 22;

    private readonly Dictionary<string, int> ids = [];
    private readonly Dictionary<string, int> added = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private readonly List<string?> tokens = [];

    public Vocabulary() => bySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>One past the largest id.</summary>
    public int Size => tokens.Count;

    /// <summary>The id that stands for what is unspelt, or <see cref="Symbol.None"/>.</summary>
    public int Unknown { get; private set; } = Symbol.None;

    /// <summary>The id of a token that words are merged into, or <see cref="Symbol.None"/>.</summary>
    public int Find(ReadOnlySpan<char> token) => bySpan.TryGetValue(token, out var id) ? id : Symbol.None;

    /// <summary>The id of any token, or <see cref="Symbol.None"/>.</summary>
    public int FindNamed(string token) => added.TryGetValue(token, out var id) ? id : Find(token);

    public string? Token(int id) => id >= 0 && id < tokens.Count ? tokens[id] : null;

    /// <summary>Adds a token; its id must be free, or its own already.</summary>
    public void Add(string token, int id)
    {
        Place(token, id);
        ids[token] = id;
    }

    /// <summary>Adds a token that is read from text as a whole.</summary>
    public void AddNamed(string token, int id)
    {
        Place(token, id);
        added[token] = id;
    }

    public void SetUnknown(string? token)
    {
        if (token is null) return;
        Unknown = FindNamed(token);
        if (Unknown == Symbol.None)
            throw new InvalidDataException(
                $"unk_token: expected a token of the vocabulary, got \"{token}\". Fetch the file again.");
    }

    private void Place(string token, int id)
    {
        if (id is < 0 or >= Limit)
            throw new InvalidDataException(FormattableString.Invariant(
                $"token \"{token}\": expected an id from 0 to {Limit - 1}, got {id}. Fetch the file again."));
        while (tokens.Count <= id) tokens.Add(null);
        if (tokens[id] is { } other && other != token)
            throw new InvalidDataException(FormattableString.Invariant(
                $"token \"{token}\": expected an id of its own, got {id}, that of \"{other}\". Fetch the file again."));
        tokens[id] = token;
    }
}
