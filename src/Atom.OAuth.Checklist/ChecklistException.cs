namespace Atom.OAuth.Checklist;

/// <summary>The checklist cannot be made. The message says why, and what to do about it.</summary>
internal sealed class ChecklistException : Exception
{
    public ChecklistException(string message)
        : base(message)
    {
    }
}
