namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new GradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new GradMode(mode);

    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    public static bool is_grad_enabled()
    {
        Bridge.Start();
        return Bridge.tb_grad_mode() != 0;
    }

    public static bool is_inference_mode_enabled()
    {
        Bridge.Start();
        return Bridge.tb_inference_mode() != 0;
    }

    private sealed class GradMode : IDisposable
    {
        private readonly bool before = is_grad_enabled();
        private bool left;

        public GradMode(bool enabled) => Bridge.tb_set_grad_mode(enabled ? 1 : 0);

        public void Dispose()
        {
            if (!left) Bridge.tb_set_grad_mode(before ? 1 : 0);
            left = true;
        }
    }

    private sealed class InferenceMode : IDisposable
    {
        private nint guard;

        public InferenceMode(bool mode)
        {
            Bridge.Start();
            guard = Bridge.tb_inference_enter(mode ? 1 : 0);
        }

        public void Dispose()
        {
            if (guard != 0) Bridge.tb_inference_leave(guard);
            guard = 0;
        }
    }
}
