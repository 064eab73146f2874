using FsCheck;
using FsCheck.Fluent;
using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Torch.Tests.Layers;

/// <summary>Packed trees as a table: the row, the passage and the place of every token, and what it sees by the
/// definition.</summary>
internal sealed record Forest(Tree[] Trees)
{
    private static readonly Gen<int> Length = Gen.Frequency(
        (4, Gen.Choose(1, 9)), (2, Gen.Choose(10, 60)), (1, Gen.Choose(100, 150)));

    /// <summary>One to four trees, short and long, of which all, some or none of a passage's states are wanted.
    /// </summary>
    public static Gen<Forest> Any { get; } =
        from trees in Gen.Choose(1, 4)
        from roots in Gen.OneOf(Length, Gen.Constant(0)).ListOf(trees)
        from branches in Length.ListOf().Select(l => l.Take(4).ToArray()).ListOf(trees)
        from seed in Gen.Choose(0, int.MaxValue)
        let forest = Planted([.. roots], [.. branches], seed)
        where forest.Asked.Length > 0
        select forest;

    /// <summary>Every token: which tree, which passage (0 the root), its place in its own sequence.</summary>
    public (int Tree, int Passage, long Order)[] Tokens => [.. Trees.SelectMany((tree, n) =>
        tree.Branches.Prepend(tree.Root).SelectMany((p, j) => Enumerable.Range(0, (int)p.Tokens.Length).Select(
            i => (n, j, i + (j == 0 ? 0 : tree.Root.Tokens.Length)))))];

    /// <summary>Places of the wanted states.</summary>
    public long[] Asked => [.. Trees.SelectMany(t => t.Branches.Prepend(t.Root))
        .SelectMany(p => Enumerable.Range(0, (int)p.Asked.Length).Select(i => p.Asked.Start + i))];

    /// <summary>0 where a wanted token sees another, −10⁹ elsewhere: [1, 1, U, T].</summary>
    public Tensor Mask(long reach, ScalarType dtype)
    {
        var (tokens, asked) = (Tokens, Asked);
        bool Sees(long i, long j) => j <= i && tokens[i].Tree == tokens[j].Tree
            && (tokens[j].Passage == 0 || tokens[i].Passage == tokens[j].Passage)
            && tokens[i].Order - tokens[j].Order < reach;
        double[] mask = [.. asked.SelectMany(i => tokens.Select((_, j) => Sees(i, j) ? 0 : -1e9))];
        return tensor(mask, [1, 1, asked.Length, tokens.Length]).to(dtype);
    }

    public override string ToString() => string.Join(" | ", Trees.Select(t => string.Join(
        ' ', t.Branches.Prepend(t.Root).Select(p => $"{p.Tokens.Length}:{p.Asked.Start - p.Tokens.Start}+{p.Asked.Length}"))));

    private static Forest Planted(int[] roots, int[][] branches, int seed)
    {
        var (next, random) = (0L, new Random(seed));
        Passage Next(int length)
        {
            var tokens = new Extent(next, length);
            next += length;
            var from = random.Next(length + 1);
            return random.Next(3) switch
            {
                0 => new Passage(tokens, new Extent(tokens.Start + from, 0)),
                1 => new Passage(tokens, new Extent(tokens.Start + from, random.Next(length - from + 1))),
                _ => Passage.Whole(tokens),
            };
        }

        return new Forest([.. roots.Zip(branches, (root, rest) => new Tree(Next(root), [.. rest.Select(Next)]))]);
    }
}
