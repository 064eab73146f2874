namespace TorchSharp;

public static partial class torch
{
    /// <summary>A stream of random numbers of one device.</summary>
    public unsafe class Generator : IDisposable
    {
        private nint handle;

        public Generator(ulong seed = 0, Device? device = null)
        {
            Bridge.Start();
            this.device = device ?? CPU;
            nint made;
            Failure.Check(
                Bridge.tb_generator_new((int)this.device.type, this.device.index, seed, &made), "Generator");
            handle = made;
        }

        private Generator(nint handle, Device device) => (this.handle, this.device) = (handle, device);

        ~Generator() => Free();

        /// <summary>The CPU's own generator.</summary>
        public static Generator Default
        {
            get
            {
                Bridge.Start();
                nint shared;
                Failure.Check(Bridge.tb_generator_default((int)DeviceType.CPU, -1, &shared), "Generator");
                return new Generator(shared, CPU);
            }
        }

        public IntPtr Handle => handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator));

        public Device device { get; private set; }

        public Generator manual_seed(long seed)
        {
            Failure.Check(Bridge.tb_generator_set_seed(Handle, seed), "Generator.manual_seed");
            return this;
        }

        public long initial_seed() => Bridge.tb_generator_current_seed(Handle);

        /// <summary>Takes a seed from the system's entropy and returns it.</summary>
        public long seed() => Bridge.tb_generator_seed(Handle);

        public Tensor get_state()
        {
            nint state;
            Failure.Check(Bridge.tb_generator_state(Handle, &state), "Generator.get_state");
            return new Tensor(state);
        }

        public void set_state(Tensor value)
        {
            Failure.Check(Bridge.tb_generator_set_state(Handle, value.Handle), "Generator.set_state");
            GC.KeepAlive(value);
        }

        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        private void Free()
        {
            nint freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0) Bridge.tb_generator_free(freed);
        }
    }
}
