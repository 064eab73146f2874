using Kit.Torch.Layers;
using static TorchSharp.torch;

namespace Kit.Models.Decoder;

/// <summary>Where the tokens of one forward pass stand and what they may see.</summary>
internal abstract record Positions
{
    private Positions() { }

    /// <summary>What every layer needs, one step a layer.</summary>
    public abstract IReadOnlyList<Step> Steps(DecoderConfig config);

    /// <summary>Rows side by side, in one pass or behind a cache.</summary>
    /// <param name="Index">Rotary positions, [A, N, T], int64; A = 1, or 3 with M-RoPE.</param>
    /// <param name="Mask">Added to attention scores, [N or 1, 1, T, L], L = cached + T: 0 where token t sees token l,
    /// −10⁹ elsewhere.</param>
    /// <param name="Order">Each token's place in its own sequence, from which sliding windows are measured,
    /// [N or 1, L], int64; the tokens of this pass are the last T.</param>
    /// <param name="Caches">One a layer, or null.</param>
    public sealed record Masked(Tensor Index, Tensor Mask, Tensor Order, IReadOnlyList<LayerCache>? Caches) : Positions
    {
        public override IReadOnlyList<Step> Steps(DecoderConfig config)
        {
            CheckCache(config);
            var rope = Rope.At(Index, config.Rotary);
            var near = config.Window.From < config.Layers ? Within(config.Window.Size) : Mask;
            return [.. Enumerable.Range(0, config.Layers).Select(i => new Step(
                rope, new View.Masked(i < config.Window.From ? Mask : near, Caches?[i])))];
        }

        /// <summary>The mask of layers that look back less than <paramref name="size"/> tokens.</summary>
        private Tensor Within(long size)
        {
            var (all, now) = (Order.shape[1], Index.shape[2]);
            var distance = Order.narrow(1, all - now, now).unsqueeze(2) - Order.unsqueeze(1);  // [N, T, L]
            return Mask.masked_fill((distance >= size).unsqueeze(1), -1e9);
        }

        /// <summary>Keys in a cache were turned when the sequence was shorter: refused where that changes
        /// their angles.</summary>
        private void CheckCache(DecoderConfig config)
        {
            if (Caches is not null && Order.shape[1] > config.RopeScaling.Fixed)
                throw new NotSupportedException(
                    $"Dynamic RoPE: expected at most {config.RopeScaling.Fixed} tokens in a cache, got "
                    + $"{Order.shape[1]}. Shorten the prompt or the answer.");
        }
    }

    /// <summary>Trees end to end in one row.</summary>
    /// <param name="Index">Rotary positions, [A, 1, T], int64.</param>
    /// <param name="Trees">T tokens, and which of their states are wanted.</param>
    /// <param name="Asked">The places of those, [U], int64; null where all are.</param>
    public sealed record Packed(Tensor Index, IReadOnlyList<Tree> Trees, Tensor? Asked) : Positions
    {
        /// <remarks>The last layer works for the asked tokens alone; before it every token is some query's key.
        /// </remarks>
        public override IReadOnlyList<Step> Steps(DecoderConfig config)
        {
            var (rope, last) = (Turned(config.Rotary), config.Layers - 1);
            Tree[] whole = [.. Trees.Select(t => t.Whole())];
            View Seen(IReadOnlyList<Tree> trees, int layer) => new View.Packed(AttentionPlan.From(
                trees, layer < config.Window.From ? long.MaxValue : config.Window.Size));
            var far = Seen(whole, -1);
            var near = config.Window.From < last ? Seen(whole, last) : far;
            var asked = Asked is null ? null : new AskedTokens(Asked, rope.Take(Asked));
            return
            [
                .. Enumerable.Range(0, last).Select(i => new Step(rope, i < config.Window.From ? far : near)),
                new Step(rope, Seen(asked is null ? whole : Trees, last), asked),
            ];
        }

        /// <summary>Angles of all tokens; each sequence's own where they depend on its length.</summary>
        private Rope Turned(Rotary rotary) => rotary.Scaling.Fixed == long.MaxValue ? Rope.At(Index, rotary)
            : Rope.Join([.. Trees.Select(
                t => Rope.At(Index.narrow(2, t.Tokens.Start, t.Tokens.Length), rotary))]);
    }
}
