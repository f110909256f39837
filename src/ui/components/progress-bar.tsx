export interface ProgressBarProps {
  label: string;
  value: number;
  max: number;
  /** The same in words: "12 / 33施策". The bar itself is silent. */
  text: string;
}

export const ProgressBar = ({ label, value, max, text }: ProgressBarProps) => {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0;
  return (
    <div class="progress-bar">
      <p>
        <span>{label}</span>
        <b>{text}</b>
      </p>
      <svg aria-hidden="true" focusable="false">
        <rect class="bar-ground" width="100%" height="100%" />
        <rect class="bar-value" width={`${share.toFixed(1)}%`} height="100%" />
      </svg>
    </div>
  );
};
