namespace Atom.OAuth.Baseline;

/// <summary>
/// Tells known places from new ones. Where a file repeats the same code more often than the baseline has it, the last ones are new.
/// </summary>
internal sealed class BaselineMatch
{
    private readonly Dictionary<BaselinePlace, int> _left;

    public BaselineMatch(Dictionary<BaselinePlace, int> left) => _left = left;

    /// <summary>The places that the baseline has and nothing reported: they are repaired, or changed.</summary>
    public int Left => _left.Values.Sum();

    /// <summary>Whether the place is known; each line of the baseline answers once.</summary>
    public bool Take(BaselinePlace place)
    {
        if (!_left.TryGetValue(place, out var count) || count == 0)
        {
            return false;
        }

        _left[place] = count - 1;
        return true;
    }
}
