using Kit.Video;

namespace Kit.Report.Tests.Samples;

public class ContactSheetSpecs
{
    private static readonly Frames Clean = Given.Frames(3, 5, 4);

    private static ContactSheet Sheet => ContactSheet.From(
        "clip-7", Clean, () => Pcg.From(1, 7), new Perturbation.HorizontalFlip(), new Perturbation.LocalShuffle(3));

    [Fact]
    public void The_clean_clip_stands_first_and_each_row_says_what_was_drawn()
    {
        Assert.Equal(["clean", "flip: flip"], Sheet.Strips.Take(2).Select(strip => strip.Name));
        Assert.StartsWith("local-shuffle:3: show [", Sheet.Strips[2].Name, StringComparison.Ordinal);
        Assert.Equal(Clean, Sheet.Strips[0].Frames);
        Assert.Equal(new Edit.Flip().Apply(Clean).Rgb.ToArray(), Sheet.Strips[1].Frames.Rgb.ToArray());
    }

    [Fact]
    public void Each_row_is_drawn_as_if_it_were_alone() => Assert.Equal(
        ContactSheet.From("clip-7", Clean, () => Pcg.From(1, 7), new Perturbation.LocalShuffle(3)).Strips[1].Name,
        Sheet.Strips[2].Name);

    [Fact]
    public void The_picture_has_all_rows_and_the_block_all_names()
    {
        var png = Sheet.ToPng();
        Assert.Equal((3 * 6 - 2, 3 * 7 - 2), (Int(png, 16), Int(png, 20)));
        var html = Document.From("t", "s", Sheet.ToBlock()).ToHtml();
        foreach (var strip in Sheet.Strips) Assert.Contains(strip.Name, html, StringComparison.Ordinal);
        Assert.Contains("clip-7", html, StringComparison.Ordinal);
    }

    private static int Int(byte[] bytes, int at) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at));
}
