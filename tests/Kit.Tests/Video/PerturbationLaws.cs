using FsCheck;
using FsCheck.Fluent;
using Kit.Video;
using static Kit.Video.Perturbation;

namespace Kit.Tests.Video;

public class PerturbationLaws
{
    private static readonly Gen<(Perturbation Part, Frames Clip, int Seed)> Cases =
        from part in Given.Part
        from clip in Given.Clip
        from seed in Gen.Choose(0, 10_000)
        select (part, clip, seed);

    [Fact]
    public void The_order_is_a_permutation_and_the_blocks_lie_in_the_frame() =>
        Law.Holds(Cases, c =>
        {
            var plan = Plan(c);
            return plan.Order.Order().SequenceEqual(Enumerable.Range(0, c.Clip.Count))
                && plan.Blocks.All(b => b.Top >= 0 && b.Left >= 0 && b.Top + b.Side <= c.Clip.Height
                    && b.Left + b.Side <= c.Clip.Width);
        });

    [Fact]
    public void The_plan_is_a_function_of_its_seed() => Law.Holds(Cases, c => Plan(c) == Plan(c));

    [Fact]
    public void Timestamps_and_size_stay() =>
        Law.Holds(Cases, c => Plan(c).Apply(c.Clip) is var after && after.Timestamps.Equals(c.Clip.Timestamps)
            && (after.Height, after.Width, after.Rgb.Length) == (c.Clip.Height, c.Clip.Width, c.Clip.Rgb.Length));

    [Fact]
    public void Each_pixel_is_grey_inside_a_block_and_the_planned_frames_outside() =>
        Law.Holds(Cases, c =>
        {
            var plan = Plan(c);
            var after = plan.Apply(c.Clip);
            return Pixels(c.Clip).All(p => after[p.Frame].Span[(p.Row * c.Clip.Width + p.Column) * 3 + p.Channel]
                == (plan.Blocks.Any(b => Inside(b, p.Row, p.Column)) ? 245 : plan.Order[p.Frame] + 1));
        });

    [Fact]
    public void A_chain_is_its_parts_one_after_another() =>
        Law.Holds(Cases.Zip(Given.Part), two =>
        {
            var (c, next) = two;
            var (chained, stepwise) = (Given.Pcg(c.Seed), Given.Pcg(c.Seed));
            var clip = c.Part.Plan(stepwise, c.Clip.Count, c.Clip.Height, c.Clip.Width).Apply(c.Clip);
            clip = next.Plan(stepwise, c.Clip.Count, c.Clip.Height, c.Clip.Width).Apply(clip);
            var whole = c.Part.Then(next).Plan(chained, c.Clip.Count, c.Clip.Height, c.Clip.Width).Apply(c.Clip);
            return whole.Rgb.Span.SequenceEqual(clip.Rgb.Span);
        });

    [Fact]
    public void None_is_the_unit_and_chaining_associates() =>
        Law.Holds(Given.Part.Three(), p => p.Item1.Then(None) == p.Item1 && None.Then(p.Item1) == p.Item1
            && p.Item1.Then(p.Item2).Then(p.Item3) == p.Item1.Then(p.Item2.Then(p.Item3)));

    [Fact]
    public void None_a_window_of_one_and_an_empty_mask_change_nothing() =>
        Law.Holds(Cases, c => new[] { None, new LocalShuffle(1), new BlockMask(0, 0) }.All(part =>
            Plan((part, c.Clip, c.Seed)).Apply(c.Clip).Rgb.Span.SequenceEqual(c.Clip.Rgb.Span)));

    [Fact]
    public void A_local_shuffle_moves_a_frame_by_less_than_its_window_and_never_across_windows() =>
        Law.Holds(Gen.Choose(1, 6).Zip(Gen.Choose(0, 30)).Zip(Gen.Choose(0, 1000)), x =>
        {
            var ((window, frames), seed) = x;
            var order = new LocalShuffle(window).Plan(Given.Pcg(seed), frames, 4, 4).Order;
            return order.Select((frame, i) => (frame, i))
                .All(x => Math.Abs(x.frame - x.i) < window && x.frame / window == x.i / window);
        });

    [Fact]
    public void A_mask_keeps_to_its_range_or_says_that_no_square_could() =>
        Law.Holds(Cases.Where(c => c.Part is BlockMask), c =>
        {
            var mask = (BlockMask)c.Part;
            var (block, area) = (Plan(c).Blocks[0], (double)c.Clip.Height * c.Clip.Width);
            bool InRange(int side) => side * side >= mask.Low * area - 1e-9 && side * side <= mask.High * area + 1e-9;
            var possible = Enumerable.Range(0, Math.Min(c.Clip.Height, c.Clip.Width) + 1).Any(InRange);
            return block.Fit == (possible ? BlockFit.InRange : BlockFit.Clamped) && InRange(block.Side) == possible;
        });

    [Fact]
    public void Masks_of_a_video_frame_fill_the_range_evenly()
    {
        var sides = Enumerable.Range(0, 2000)
            .Select(seed => new BlockMask().Plan(Given.Pcg(seed), 1, 204, 315).Blocks[0]).ToList();
        var areas = sides.Select(b => b.Side * b.Side / (204.0 * 315)).ToList();
        Assert.InRange(areas.Average(), 0.37, 0.38);            // U(0.25, 0.5) has mean 0.375, here ± 0.0016
        Assert.InRange(areas.Count(a => a < 0.3125) / 2000.0, 0.22, 0.28);
        Assert.All(sides, b => Assert.Equal(BlockFit.InRange, b.Fit));
        Assert.InRange(sides.Average(b => b.Top / (204.0 - b.Side)), 0.47, 0.53);
        Assert.InRange(sides.Average(b => b.Left / (315.0 - b.Side)), 0.47, 0.53);
    }

    [Fact]
    public void A_frame_too_elongated_for_its_mask_gets_the_largest_square_and_the_plan_says_so()
    {
        var plan = new BlockMask().Plan(Given.Pcg(1), 2, 10, 90);
        Assert.Equal(10, plan.Blocks[0].Side);
        Assert.Equal(BlockFit.Clamped, plan.Blocks[0].Fit);
        Assert.EndsWith(", clamped to the frame], show [0, 1]", plan.ToString());
    }

    [Fact]
    public void Rrpos_default_masks_then_shuffles_windows_of_four() =>
        Assert.Equal(new BlockMask(0.25, 0.5).Then(new LocalShuffle(4)), Rrpo);

    [Fact]
    public void Perturbations_read_as_text() =>
        Assert.Equal(["block-mask:0.25:0.5 + local-shuffle:4", "none", "global-shuffle"],
            new[] { Rrpo, None, new GlobalShuffle() }.Select(p => p.ToString()));

    [Fact]
    public void Shuffles_are_seldom_the_identity() =>
        Assert.All(new Perturbation[] { new GlobalShuffle(), new LocalShuffle(4) }, shuffle =>
            Assert.InRange(Enumerable.Range(0, 500).Count(seed =>
                shuffle.Plan(Given.Pcg(seed), 8, 4, 4).Order.SequenceEqual(Enumerable.Range(0, 8))), 0, 5));

    [Fact]
    public void A_plan_refuses_a_clip_of_another_size() =>
        Assert.Equal("clip to perturb: expected [F, H, W] = [3, 4, 6], got [2, 4, 6]. Plan for this clip's size.",
            Assert.Throws<ArgumentException>(() => Three.Apply(Given.Frames(2, 4, 6))).Message);

    [Fact]
    public void A_plan_refuses_to_be_followed_by_one_of_another_size() =>
        Assert.StartsWith("plan to perturb: expected [F, H, W] = [3, 4, 6], got [3, 6, 4].",
            Assert.Throws<ArgumentException>(() => Three.Then(PerturbationPlan.Identity(3, 6, 4))).Message);

    [Fact]
    public void Impossible_parameters_are_refused()
    {
        Assert.StartsWith("block mask: expected 0 ≤ low ≤ high ≤ 1, got 0.6 and 0.5.",
            Assert.Throws<ArgumentException>(() => new BlockMask(0.6, 0.5)).Message);
        Assert.Throws<ArgumentException>(() => new BlockMask(-0.1, 0.5));
        Assert.Throws<ArgumentException>(() => new BlockMask(0.1, 1.5));
        Assert.Throws<ArgumentException>(() => new BlockMask(double.NaN, 0.5));
        Assert.StartsWith("local shuffle: expected a window of at least 1 frame, got 0.",
            Assert.Throws<ArgumentException>(() => new LocalShuffle(0)).Message);
    }

    private static PerturbationPlan Three => PerturbationPlan.Identity(3, 4, 6);

    private static PerturbationPlan Plan((Perturbation Part, Frames Clip, int Seed) c) =>
        c.Part.Plan(Given.Pcg(c.Seed), c.Clip.Count, c.Clip.Height, c.Clip.Width);

    private static bool Inside(Block b, int row, int column) =>
        row >= b.Top && row < b.Top + b.Side && column >= b.Left && column < b.Left + b.Side;

    private static IEnumerable<(int Frame, int Row, int Column, int Channel)> Pixels(Frames clip) =>
        from frame in Enumerable.Range(0, clip.Count)
        from row in Enumerable.Range(0, clip.Height)
        from column in Enumerable.Range(0, clip.Width)
        from channel in Enumerable.Range(0, 3)
        select (frame, row, column, channel);
}
