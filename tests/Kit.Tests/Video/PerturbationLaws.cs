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

    private static readonly Gen<(Perturbation Part, Frames Clip, int Seed)> All =
        from part in Given.Any
        from clip in Given.Clip
        from seed in Gen.Choose(0, 10_000)
        select (part, clip, seed);

    private static readonly Gen<(Perturbation Part, Frames Clip, int Seed)> Colourful =
        from part in Given.Picture
        from height in Gen.Choose(1, 12)
        from width in Gen.Choose(1, 12)
        from seed in Gen.Choose(0, 10_000)
        select (part, Given.Colourful(3, height, width, seed), seed);

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
    public void The_plan_is_a_function_of_its_seed() => Law.Holds(All, c => Plan(c) == Plan(c));

    [Fact]
    public void Timestamps_and_size_stay() =>
        Law.Holds(All, c => Plan(c).Apply(c.Clip) is var after && after.Timestamps.Equals(c.Clip.Timestamps)
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
        Law.Holds(All.Zip(Given.Any), two =>
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
        Law.Holds(Given.Any.Three(), p => p.Item1.Then(None) == p.Item1 && None.Then(p.Item1) == p.Item1
            && p.Item1.Then(p.Item2).Then(p.Item3) == p.Item1.Then(p.Item2.Then(p.Item3)));

    [Fact]
    public void At_zero_strength_nothing_changes() =>
        Law.Holds(Colourful, c => new[]
        {
            None, new LocalShuffle(1), new BlockMask(0, 0), new TemporalMask(0, 0), new DropFrames(c.Clip.Count),
            new GaussianBlur(0, 0), new ColourJitter(0, 0, 0, 0), new Sometimes(0, LeanPo),
        }.All(part => Plan((part, c.Clip, c.Seed)).Apply(c.Clip).Rgb.Span.SequenceEqual(c.Clip.Rgb.Span)));

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
        Assert.Equal($"hide 10×10 at (0, {plan.Blocks[0].Left}), clamped to the frame", plan.ToString());
    }

    [Fact]
    public void Rrpos_default_masks_then_shuffles_windows_of_four() =>
        Assert.Equal(new BlockMask(0.25, 0.5).Then(new LocalShuffle(4)), Rrpo);

    [Fact]
    public void Pictures_are_changed_alike_in_every_frame() => Law.Holds(Colourful, c =>
    {
        var after = Plan(c).Apply(c.Clip);
        return Enumerable.Range(1, 2).All(frame => after[frame].Span.SequenceEqual(after[0].Span));
    });

    [Fact]
    public void A_flip_is_an_involution_and_grey_is_idempotent() => Law.Holds(Colourful, c =>
    {
        var (flip, grey) = (new Edit.Flip(), new Edit.Grey());
        var once = grey.Apply(c.Clip);
        return flip.Apply(flip.Apply(c.Clip)).Rgb.Span.SequenceEqual(c.Clip.Rgb.Span)
            && grey.Apply(once).Rgb.Span.SequenceEqual(once.Rgb.Span)
            && grey.Apply(flip.Apply(c.Clip)).Rgb.Span.SequenceEqual(flip.Apply(once).Rgb.Span);
    });

    [Fact]
    public void A_temporal_mask_hides_its_share_of_frames_and_never_all()
    {
        var plans = Enumerable.Range(0, 2000).Select(seed => new TemporalMask().Plan(Given.Pcg(seed), 16, 2, 2)).ToList();
        var blank = plans.Select(plan => ((Edit.Blank)plan.Edits[0]).Positions).ToList();
        Assert.InRange(blank.Average(positions => positions.Count / 16.0), 0.37, 0.38);
        Assert.All(blank, positions => Assert.InRange(positions.Count, 4, 8));
        Assert.All(Enumerable.Range(0, 16), frame =>                                   // each frame in 3/8 of the plans
            Assert.InRange(blank.Count(positions => positions.Contains(frame)) / 2000.0, 0.33, 0.42));
        Assert.Equal(3, ((Edit.Blank)new TemporalMask(1, 1).Plan(Given.Pcg(1), 4, 2, 2).Edits[0]).Positions.Count);
        var shown = plans[0].Apply(Given.Frames(16, 2, 2));
        Assert.All(Enumerable.Range(0, 16), frame => Assert.All(shown[frame].ToArray(), value =>
            Assert.Equal(blank[0].Contains(frame) ? 245 : frame + 1, value)));
    }

    [Fact]
    public void Frames_that_are_kept_are_held_until_the_next() =>
        Law.Holds(Gen.Choose(1, 6).Zip(Gen.Choose(1, 20)).Zip(Gen.Choose(0, 1000)), x =>
        {
            var ((keep, frames), seed) = x;
            var order = new DropFrames(keep).Plan(Given.Pcg(seed), frames, 2, 2).Order;
            return order.Count == frames && order.Distinct().Count() == Math.Min(keep, frames)
                && order.Zip(order.Skip(1)).All(two => two.First <= two.Second)
                && order.Select((frame, i) => frame == i || (i > 0 ? order[i - 1] == frame : true)).All(held => held);
        });

    [Fact]
    public void Crops_fill_their_ranges_evenly()
    {
        var windows = Enumerable.Range(0, 3000)
            .Select(seed => ((Edit.Crop)new ResizedCrop().Plan(Given.Pcg(seed), 1, 240, 320).Edits[0]).Window).ToList();
        var areas = windows.Select(w => w.Height * w.Width / (240.0 * 320)).ToList();
        var aspects = windows.Select(w => Math.Log(w.Width / (double)w.Height) / Math.Log(4.0 / 3)).ToList();
        Assert.InRange(areas.Average(), 0.187, 0.193);                // U(0.08, 0.3) has mean 0.19, here ± 0.0012
        Assert.InRange(areas.Count(a => a < 0.135) / 3000.0, 0.22, 0.28);
        Assert.InRange(aspects.Average(), -0.04, 0.04);               // U(−1, 1)
        Assert.InRange(aspects.Count(a => a < -0.5) / 3000.0, 0.22, 0.28);
        Assert.All(windows, w => Assert.True(w.Top >= 0 && w.Left >= 0 && w.Top + w.Height <= 240 && w.Left + w.Width <= 320));
        Assert.InRange(windows.Average(w => w.Top / (240.0 - w.Height)), 0.47, 0.53);
        Assert.InRange(windows.Average(w => w.Left / (320.0 - w.Width)), 0.47, 0.53);
    }

    [Theory]
    [InlineData(10, 90, 10, 13, 0, 38)]      // wider than 4/3: all of the height
    [InlineData(90, 10, 13, 10, 38, 0)]      // narrower than 3/4: all of the width
    [InlineData(30, 33, 30, 33, 0, 0)]
    public void A_frame_without_room_for_its_crop_gives_its_middle(
        int height, int width, int cropHeight, int cropWidth, int top, int left)
    {
        var windows = Enumerable.Range(0, 50).Select(seed =>
            ((Edit.Crop)new ResizedCrop(1, 1).Plan(Given.Pcg(seed), 1, height, width).Edits[0]).Window);
        Assert.Contains(new Window(top, left, cropHeight, cropWidth), windows);
    }

    [Fact]
    public void Jitter_draws_each_factor_in_its_range_and_the_four_in_any_order()
    {
        var plans = Enumerable.Range(0, 2000).Select(seed => new ColourJitter().Plan(Given.Pcg(seed), 1, 2, 2)
            .Edits.Cast<Edit.Tinted>().ToArray()).ToList();
        void Evenly(Tint tint, double low, double high)
        {
            var factors = plans.Select(edits => edits.Single(edit => edit.Tint == tint).Factor).ToArray();
            Assert.All(factors, factor => Assert.InRange(factor, low, high));
            Assert.Equal((low + high) / 2, factors.Average(), (high - low) * 0.03);
            Assert.InRange(factors.Count(factor => factor < low + (high - low) / 4) / 2000.0, 0.22, 0.28);
        }

        Evenly(Tint.Brightness, 0.6, 1.4);
        Evenly(Tint.Contrast, 0.6, 1.4);
        Evenly(Tint.Saturation, 0.8, 1.2);
        Evenly(Tint.Hue, -0.1, 0.1);
        Assert.Equal(24, plans.Select(edits => string.Concat(edits.Select(edit => (int)edit.Tint))).Distinct().Count());
        Assert.Equal(0, new ColourJitter(2, 0, 0, 0).Plan(Given.Pcg(1), 1, 2, 2).Edits.Cast<Edit.Tinted>().Min(e => Math.Min(0, e.Factor)));
    }

    [Fact]
    public void Sometimes_is_as_often_as_it_says() => Assert.InRange(
        Enumerable.Range(0, 2000).Count(seed => new Sometimes(0.2, new Greyscale()).Plan(Given.Pcg(seed), 1, 2, 2).Edits.Count == 1),
        340, 460);

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
        Assert.StartsWith("temporal mask: expected 0 ≤ low ≤ high ≤ 1, got 0.5 and 0.2.",
            Assert.Throws<ArgumentException>(() => new TemporalMask(0.5, 0.2)).Message);
        Assert.Throws<ArgumentException>(() => new ResizedCrop(double.NaN, 1));
        Assert.Throws<ArgumentException>(() => new GaussianBlur(0, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => new ColourJitter(Hue: 0.6));
        Assert.Throws<ArgumentException>(() => new ColourJitter(-0.1));
        Assert.Throws<ArgumentException>(() => new DropFrames(0));
        Assert.Throws<ArgumentException>(() => new Sometimes(1.1, None));
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
