namespace Atom.OAuth.Simulation.Faults;

/// <summary>The faults that are to come.</summary>
internal sealed class FaultInjector
{
    private readonly Lock _lock = new();
    private readonly List<(SimulatedFault Fault, int? Left)> _faults = [];

    public IReadOnlyList<SimulatedFault> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _faults.Select(entry => entry.Fault with { Times = entry.Left })];
            }
        }
    }

    public void Add(SimulatedFault fault)
    {
        lock (_lock)
        {
            _faults.Add((fault, fault.Times));
        }
    }

    public void Clear(string? provider)
    {
        lock (_lock)
        {
            _faults.RemoveAll(entry => provider is null || entry.Fault.Provider == provider);
        }
    }

    /// <summary>A fault that takes the place of the answer, before or after the provider has done its work.</summary>
    public SimulatedFault? TakeAnswerFault(string provider, FaultTarget target)
        => Take(provider, target, fault => fault.Kind is FaultKind.ErrorPage
            or FaultKind.EmptyBody or FaultKind.SlowBody or FaultKind.CutConnection or FaultKind.RateLimited);

    /// <summary>A fault that the token endpoint words itself.</summary>
    public FaultKind? TakeTokenFault(string provider, string? grantType)
        => Take(provider, FaultTarget.Token, fault => fault.Kind switch
        {
            FaultKind.InvalidCredentials => true,
            FaultKind.ExpiredCode => grantType != "refresh_token",
            FaultKind.RefreshReuse => grantType == "refresh_token",
            _ => false,
        })?.Kind;

    public bool TakeRefusal(string provider) => Take(provider, FaultTarget.Api, fault => fault.Kind == FaultKind.TokenRefused) is not null;

    public bool TakeCursorExpiry(string provider) => Take(provider, FaultTarget.Api, fault => fault.Kind == FaultKind.CursorsExpired) is not null;

    /// <summary>What the person decides, whichever button is pressed.</summary>
    public string? TakeDecision(string provider)
        => Take(
            provider,
            FaultTarget.Authorization,
            fault => fault.Kind is FaultKind.ConsentDenied or FaultKind.FewerScopes or FaultKind.WrongState)?.Kind switch
        {
            FaultKind.ConsentDenied => "deny",
            FaultKind.FewerScopes => "fewer",
            FaultKind.WrongState => "wrong-state",
            _ => null,
        };

    private SimulatedFault? Take(string provider, FaultTarget target, Func<SimulatedFault, bool> isMeant)
    {
        lock (_lock)
        {
            var i = _faults.FindIndex(entry => entry.Fault.Target == target
                && (entry.Fault.Provider is null || entry.Fault.Provider == provider)
                && isMeant(entry.Fault));
            if (i < 0)
            {
                return null;
            }

            (var fault, var left) = _faults[i];
            if (left == 1)
            {
                _faults.RemoveAt(i);
            }
            else
            {
                _faults[i] = (fault, left - 1);
            }

            return fault;
        }
    }
}
