namespace TorchSharp;

public static partial class torch
{
    public static partial class cuda
    {
        public static bool is_available()
        {
            Bridge.Start();
            return Bridge.tb_cuda_available() != 0 && device_count() > 0;
        }

        public static bool is_cudnn_available()
        {
            Bridge.Start();
            return Bridge.tb_cudnn_available() != 0;
        }

        public static int device_count()
        {
            Bridge.Start();
            return Bridge.tb_cuda_count();
        }

        public static void manual_seed(long seed)
        {
            if (is_available()) Failure.Check(Bridge.tb_cuda_manual_seed(-1, seed), "cuda.manual_seed");
        }

        public static void manual_seed_all(long seed)
        {
            for (int index = 0; index < device_count(); index++)
                Failure.Check(Bridge.tb_cuda_manual_seed(index, seed), "cuda.manual_seed_all");
        }

        /// <summary>Waits for the work queued on a device; without CUDA there is none.</summary>
        public static void synchronize(Device? device = null)
        {
            if (is_available()) Failure.Check(Bridge.tb_cuda_synchronize(device?.index ?? -1), "cuda.synchronize");
        }
    }

    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                public static bool allow_tf32
                {
                    get
                    {
                        Bridge.Start();
                        return Bridge.tb_allow_tf32() != 0;
                    }
                    set
                    {
                        Bridge.Start();
                        Failure.Check(Bridge.tb_set_allow_tf32(value ? 1 : 0), "allow_tf32");
                    }
                }
            }
        }
    }
}
