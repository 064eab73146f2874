using System.Text.Json;

namespace Kit.Evaluate.Scoring;

/// <summary>Recorded sentence vectors, which VidHalluc compares places by: text → vector.</summary>
/// <remarks>The official script takes the last hidden state's first token of sup-simcse-roberta-large.</remarks>
public sealed class Embeddings
{
    private readonly IReadOnlyDictionary<string, Sequence<double>> vectors;

    /// <param name="name">The model that made them, as protocols name it.</param>
    public Embeddings(string name, IReadOnlyDictionary<string, Sequence<double>> vectors) =>
        (Name, this.vectors) = (name, vectors);

    /// <summary>No vectors: descriptions are not scored.</summary>
    public static Embeddings None { get; } = new("none", new Dictionary<string, Sequence<double>>());

    public string Name { get; }

    /// <summary>Reads {"text": [numbers]}.</summary>
    public static Embeddings Read(string path)
    {
        try
        {
            var read = JsonSerializer.Deserialize<Dictionary<string, double[]>>(File.ReadAllText(path)) ?? [];
            return new Embeddings(Path.GetFileName(path), read.ToDictionary(
                entry => entry.Key, entry => Sequence.From(entry.Value.AsEnumerable())));
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            throw new InvalidDataException(
                $"{path}: expected {{\"text\": [numbers]}}, got '{fault.Message.TrimEnd('.')}'. Check the file.",
                fault);
        }
    }

    /// <summary>cos(a, b), in [−1, 1]; null when a text has no vector.</summary>
    public double? Cosine(string a, string b) =>
        vectors.TryGetValue(a, out var x) && vectors.TryGetValue(b, out var y) && x.Count == y.Count
            ? x.Zip(y, (p, q) => p * q).Sum() / Math.Sqrt(x.Sum(p => p * p) * y.Sum(q => q * q))
            : null;

    /// <summary>0 up to the threshold, then (σ(c) − σ(t)) / (σ(1) − σ(t)), in [0, 1].</summary>
    public static double Similarity(double cosine, double threshold) => cosine <= threshold ? 0
        : (Sigmoid(cosine) - Sigmoid(threshold)) / (Sigmoid(1) - Sigmoid(threshold));

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
