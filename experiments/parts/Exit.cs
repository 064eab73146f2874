using Kit.Data.Video;

namespace Experiments;

/// <summary>Exit codes of scripts: 0, or 2 and one line on the error stream where something was refused.</summary>
public static class Exit
{
    /// <summary>The code of the work, or 2 where it refuses a file, a record or an option, or stops.</summary>
    public static int Code(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return Refused(refusal.Message);
        }
    }

    /// <summary>The same of work that waits.</summary>
    public static async Task<int> CodeAsync(Func<Task<int>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            return Refused(refusal.Message);
        }
    }

    /// <summary>2, the reason told in one line.</summary>
    public static int Refused(string why)
    {
        Console.Error.WriteLine(why.ReplaceLineEndings(" "));
        return 2;
    }

    private static bool IsRefusal(Exception e) => e is InvalidDataException or ArgumentException or FormatException
        or UnreadableVideoException or IOException or NotSupportedException or InvalidOperationException
        or ArithmeticException;
}
