namespace TorchSharp;

public static partial class torch
{
    /// <summary>The version of LibTorch at work.</summary>
    public static string __version__
    {
        get
        {
            Bridge.Start();
            return Bridge.Version;
        }
    }

    public static int get_num_threads()
    {
        Bridge.Start();
        return Bridge.tb_num_threads();
    }

    public static void set_num_threads(int num)
    {
        Bridge.Start();
        Failure.Check(Bridge.tb_set_num_threads(num), "set_num_threads");
    }

    public static int get_num_interop_threads()
    {
        Bridge.Start();
        return Bridge.tb_num_interop_threads();
    }

    public static void set_num_interop_threads(int num)
    {
        Bridge.Start();
        Failure.Check(Bridge.tb_set_num_interop_threads(num), "set_num_interop_threads");
    }

    public static bool cuda_is_available() => cuda.is_available();
}
