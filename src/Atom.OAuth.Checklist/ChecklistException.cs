namespace Atom.OAuth.Checklist;

/// <summary>The exception for a checklist that cannot be created. The message says why, and what to do about it.</summary>
internal sealed class ChecklistException : Exception
{
    public ChecklistException(string message)
        : base(message)
    {
    }
}
