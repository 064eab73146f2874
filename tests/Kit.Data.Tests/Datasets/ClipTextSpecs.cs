using Kit.Data.Datasets;

namespace Kit.Data.Tests.Datasets;

/// <summary>A clip as one text, and back.</summary>
public class ClipTextSpecs
{
    [Theory]
    [InlineData("a.mp4")]
    [InlineData("[a] b.mp4")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("")]
    public void A_path_is_its_own_text(string path)
    {
        Assert.Equal(path, ClipText.From(new Media.Video(path)));
        Assert.Equal(new Media.Video(path), ClipText.ToMedia(path));
        Assert.Equal(path, ClipText.ToBrief(path));
    }

    [Fact]
    public void A_path_that_looks_like_a_list_stays_a_path()
    {
        foreach (var path in new[] { "[]", """["a.mp4"]""" })
            Assert.Equal(new Media.Video($"./{path}"), ClipText.ToMedia(ClipText.From(new Media.Video(path))));
    }

    [Fact]
    public void Any_list_of_paths_comes_back()
    {
        Sequence<string>[] lists = [[], ["a"], ["a", "b"], ["a\nb", "\"c\"", "d\\e", "é雪", "[]", "", "'"]];
        foreach (var paths in lists)
        {
            var text = ClipText.From(new Media.FrameFiles(paths));
            Assert.Equal(new Media.FrameFiles(paths), ClipText.ToMedia(text));
            Assert.DoesNotContain('\n', text);
        }

        Assert.Equal(lists.Length, lists.Select(paths => ClipText.From(new Media.FrameFiles(paths))).Distinct().Count());
        Assert.Equal("""["é/1.jpg","é/2.jpg"]""", ClipText.From(new Media.FrameFiles(["é/1.jpg", "é/2.jpg"])));
        Assert.Equal("3 frames, a to c", ClipText.ToBrief("""["a","b","c"]"""));
        Assert.Throws<ArgumentException>(() => ClipText.From(new Media.Image("a.png")));
    }
}
